"""Making the models. Needs torch and onnx; not part of the installed plugin."""
