// telemetry-off: onnxruntime sends usage data home unless this is set before it is loaded
process.env.ORT_DISABLE_TELEMETRY ??= "1";
