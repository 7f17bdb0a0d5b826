"""What is on disk: collections as YAML, drafts as a journal, secrets in the OS keyring."""
