"""SAML 2.0, stricter than the library's own: every assertion is signed, asked for here, and used once."""
