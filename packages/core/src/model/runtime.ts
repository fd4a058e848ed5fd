// runtime: onnxruntime, loaded here alone
import "./telemetry-off";
export { InferenceSession, Tensor } from "onnxruntime-node";
