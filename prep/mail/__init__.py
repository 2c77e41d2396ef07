"""Mail as people write it and as mail programs wrap it: quotes, signatures, broken characters."""
