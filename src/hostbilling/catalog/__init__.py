"""What is sold: products, dated price lists, discounts."""

from .discounts import Discount, Discounted, discounted
from .prices import Catalog, Price
from .products import Family, Product, SupplyKind

__all__ = ["Catalog", "Discount", "Discounted", "Family", "Price", "Product", "SupplyKind", "discounted"]
