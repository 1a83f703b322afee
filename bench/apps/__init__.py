"""The baselines: small servers that speak the two calls of a build session."""
