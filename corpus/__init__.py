"""The corpus: invented documents, their gold records, its checks and the evaluation."""
