"""Which machines a URL that a user sent may lead to: public ones, and those that the operator allows by name.

A name is resolved once and every address it has is checked, so the address dialled is the one that was checked.
"""

import asyncio
import ipaddress
import socket

from parley.core.errors import InvalidInput

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REFUSED = "The URL leads to a private, local or reserved address, which is not called from here."


def is_allowed(host: str, port: int, allowed: tuple[str, ...]) -> bool:
    """Whether the operator lists the host, with any port or with this one (HTTP_ALLOW_HOSTS)."""
    name = f"[{host}]" if ":" in host else host
    return name.lower() in allowed or f"{name.lower()}:{port}" in allowed


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet; one that wraps an IPv4 address is judged by that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast


async def resolve(host: str, port: int, allowed: tuple[str, ...]) -> str:
    """The address to dial. InvalidInput when the host is not known, or one of its addresses is not public."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InvalidInput("The URL's host is not known to the name service.") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not is_allowed(host, port, allowed) and not all(map(is_public, addresses)):
        raise InvalidInput(_REFUSED)
    return str(addresses[0])
