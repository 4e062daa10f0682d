"""Forms by subject: `sectiuni` (a profile, page by page), `inscriere` (its beginning and its moves), `documente`."""
