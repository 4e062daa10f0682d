"""Forms by subject: `baza` and `sectiuni` (a profile, page by page), `inscriere` (its beginning and its moves), …"""
