// Before the first paint, so that a dark screen never flashes white. A file of its own: the page's policy allows no inline script.
document.documentElement.dataset.theme = localStorage.getItem('ombud.theme') ?? 'system'
document.documentElement.lang = localStorage.getItem('ombud.language') === 'en' ? 'en-GB' : 'sv-SE'
