"""The policy packages that ship with the product: folders of data. A municipality's own folder goes before these."""
