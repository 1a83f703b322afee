"""The calls that the API takes, each described once for both clients."""
