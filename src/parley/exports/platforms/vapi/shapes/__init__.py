"""Vapi's bodies as its documentation and SDK have them (vapi-server-sdk 3.0.0); `resources` says which is which."""
