from parteneriate.models.tip import Cerinta, TipParteneriat

__all__ = ["Cerinta", "TipParteneriat"]
