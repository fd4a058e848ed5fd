// runtime: onnxruntime, loaded here alone
import "./silence";
export { InferenceSession, Tensor } from "onnxruntime-node";
