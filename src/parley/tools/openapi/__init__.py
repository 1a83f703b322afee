"""Tools from an OpenAPI document (2.0, 3.0, 3.1): read within bounds, its operations on demand, the chosen as tools."""
