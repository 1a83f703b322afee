"""The vendor's request bodies as its SDK (retell-sdk 6.2.13) and API reference have them, every documented field."""
