"""Small documents of all three versions, with what real ones have: references, servers, several kinds of security."""

from typing import Any

from parley.tools.openapi.document import Document
from parley.tools.openapi.reading import read
from parley.tools.openapi.source import OpenApiSource

MAX_BYTES = 20_000_000

SHOP = """
openapi: 3.1.0
info: {title: Acme Shop API, version: "1"}
servers:
  - {url: "https://sandbox.acme.example/v1", description: Sandbox}
  - url: https://{region}.acme.example/v1
    variables: {region: {default: eu, enum: [eu, us]}}
security: [{token: []}]
components:
  securitySchemes:
    token: {type: http, scheme: bearer, description: Made in the back office.}
    key: {type: apiKey, in: header, name: X-Shop-Key}
    query: {type: apiKey, in: query, name: api_key}
    session: {type: apiKey, in: cookie, name: sid}
    login: {type: oauth2, flows: {clientCredentials: {tokenUrl: "https://id.acme.example/token", scopes: {}}}}
    cert: {type: mutualTLS}
  parameters:
    tenant: {name: tenant_id, in: header, required: true, schema: {type: string}}
  schemas:
    Customer:
      type: object
      required: [email]
      properties:
        email: {type: string, format: email, example: ann@example.com}
        friend: {$ref: "#/components/schemas/Customer"}
    Base: {type: object, required: [currency], properties: {currency: {const: EUR}}}
    NewOrder:
      allOf:
        - $ref: "#/components/schemas/Base"
        - type: object
          required: [customer, lines, delivery_date]
          properties:
            customer: {$ref: "#/components/schemas/Customer"}
            delivery_date: {type: string, format: date, description: When it should **arrive**}
            lines:
              type: array
              items:
                type: object
                required: [sku, quantity]
                properties: {sku: {type: string}, quantity: {type: integer, minimum: 1, maximum: 9}}
            gift: {type: [boolean, "null"]}
            tags: {type: array, items: {anyOf: [{type: object, properties: {id: {type: string}}}, {type: string}]}}
            id: {type: string, readOnly: true}
    Order:
      type: object
      properties:
        id: {type: string}
        status: {type: string, description: How far it is}
        parent: {$ref: "#/components/schemas/Order"}
paths:
  /orders:
    post:
      operationId: createOrder
      summary: Place an order
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NewOrder"}}}
      responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
    get:
      operationId: listOrders
      summary: List orders
      security: [{cert: []}, {key: [], query: []}]
      parameters:
        - {name: status, in: query, schema: {enum: [open, sent, null]}}
        - {name: page, in: query, schema: {type: integer}}
      responses: {}
  /orders/{order_id}:
    parameters:
      - {name: order_id, in: path, required: true, description: Its number, schema: {type: string}, example: A-1}
      - {$ref: "#/components/parameters/tenant"}
    get: {summary: Get an order, security: [{login: []}], responses: {}}
    delete: {security: [{session: []}], responses: {}}
"""

PETS: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Pets", "version": "1"},
    "host": "pets.example.com",
    "basePath": "/v2/",
    "schemes": ["http", "https"],
    "securityDefinitions": {"plain": {"type": "basic"}},
    "security": [{"plain": []}],
    "paths": {
        "/pets": {
            "post": {
                "operationId": "pets.add",
                "parameters": [
                    {"name": "pet", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Pet"}}
                ],
                "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"}}},
            }
        },
        "/pets/{id}/photo": {
            "post": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "type": "integer"},
                    {"name": "caption", "in": "formData", "type": "string", "required": True},
                    {
                        "name": "sizes",
                        "in": "formData",
                        "type": "array",
                        "items": {"type": "string", "enum": ["s", "l"]},
                    },
                    {"name": "file", "in": "formData", "type": "file"},
                ],
                "responses": {},
            }
        },
    },
    "definitions": {
        "Pet": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string"}, "id": {"type": "integer", "readOnly": True}},
        }
    },
}


def source(document: str | dict[str, Any], url: str = "") -> OpenApiSource:
    """The document's operations."""
    return OpenApiSource(Document(document if isinstance(document, dict) else read(document, max_bytes=MAX_BYTES), url))


def one_operation(operation: dict[str, Any], **root: Any) -> dict[str, Any]:
    """A 3.0 document with a single operation, POST /things."""
    given = {"responses": {}, **operation}
    return {
        "openapi": "3.0.3",
        "servers": [{"url": "https://a.example"}],
        "paths": {"/things": {"post": given}},
        **root,
    }


def body(schema: dict[str, Any]) -> dict[str, Any]:
    """A request body that is needed."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
