import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.ts'
import { type Lang, type Texts, texts } from './texts.ts'

/** What every page is drawn with. Nothing in it comes from the resident but the language. */
export type View = { lang: Lang; chosen: boolean; t: Texts; municipality: string; demo: boolean; assets: Assets }

export type Page = {
  title: string
  main: VNode
  /** Its place among the pages; '' has none, and is asked for again where it stands. */
  path: string
  /** The page is the answer to a form: the other language asks for it again with the same fields, in the body as before and never in an address. */
  again?: Record<string, string>
  /** Found by those who have the address only. */
  unlisted?: boolean
  script?: boolean
}

export const viewIn = (lang: Lang, given: Omit<View, 'lang' | 't'>): View => ({ ...given, lang, t: texts[lang] })

/** An address of ours; a language that was chosen goes along, since nothing is remembered in the browser. */
export const to = ({ lang, chosen }: Pick<View, 'lang' | 'chosen'>, path: string): string => (chosen ? `${path}?lang=${lang}` : path)

/** A whole page as text. What people wrote is escaped by the renderer: there is no way to put markup in. */
export function frame(view: View, page: Page): string {
  const { lang, t, assets, municipality } = view
  const document = html`
    <html lang=${lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.unlisted && html`<meta name="robots" content="noindex" />`}
        <title>${`${page.title} – ${municipality}`}</title>
        <link rel="icon" href="/ombud.svg" type="image/svg+xml" />
        <link rel="stylesheet" href=${assets.style.path} />
        ${page.script && html`<script type="module" src=${assets.copy.path}></script>`}
      </head>
      <body>
        <a class="skip" href="#content">${t.skip}</a>
        ${view.demo && html`<p class="demo" role="note">${t.demo}</p>`}
        <header class="top">
          <p class="sender"><strong>${municipality}</strong> <span>${t.centre}</span></p>
          ${switchOf(view, page)}
        </header>
        <main id="content" tabindex="-1">${page.main}</main>
        <footer>
          <nav aria-label=${t.navigation}>
            <ul>${[['/fraga', t.toAsk] as const, ['/svar', t.toAnswer] as const, ['/ansokan', t.toApply] as const, ['/integritet', t.toNotice] as const, ['/rattigheter', t.toRights] as const].map(([path, words]) => html`<li><a href=${to(view, path)} aria-current=${path === page.path ? 'page' : undefined}>${words}</a></li>`)}</ul>
          </nav>
        </footer>
      </body>
    </html>`
  return `<!doctype html>${renderToString(document)}`
}

function switchOf({ lang, t }: View, { path, again }: Page): VNode {
  const other = lang === 'sv' ? 'en' : 'sv'
  const target = `${path}?lang=${other}`
  if (!again) return html`<a class="language" href=${target} hreflang=${other} lang=${other}>${t.otherLanguage}</a>`
  return html`<form class="language" method="post" action=${target}>${hidden(again)}<button lang=${other}>${t.otherLanguage}</button></form>`
}

export const hidden = (fields: Record<string, string>): VNode[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)
