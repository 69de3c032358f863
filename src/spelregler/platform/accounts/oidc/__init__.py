"""OpenID Connect, stricter than the library's own: nonce, signature and claims of the identity token are checked."""
