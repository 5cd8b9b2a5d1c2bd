"""Ready books and policies: start from one and change what differs."""
