import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Block, Document } from '../../../contracts/document.ts'
import { type Page, to, type View } from './frame.ts'

/** A document as a page; the same words as its PDF. */
export function documentPage(view: View, document: Document, { path, pdf }: { path: string; pdf: string }): Page {
  const { t, lang } = view
  return {
    title: document.title,
    path,
    main: html`
      <article class="document">
        <h1>${document.title}</h1>
        ${document.lead.map((text) => html`<p class="lead">${text}</p>`)}
        <p><a href=${`${pdf}?lang=${lang}`}>${t.asPdf}</a></p>
        ${document.sections.map(
          ({ id, level, heading, blocks }) => html`
          <section id=${id}>
            ${level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
            ${blocks.map(blockOf)}
          </section>`,
        )}
        <p><a href=${to(view, '/integritet')}>${t.toNotice}</a></p>
      </article>`,
  }
}

export function blockOf(block: Block): VNode | null {
  if (block.kind === 'text') return html`<p>${block.text}</p>`
  if (block.kind === 'list') return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`
  if (block.kind === 'facts') return html`<dl>${block.rows.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
  if (block.rows.length === 0) return null
  return html`
    <div class="wide" tabindex="0" role="region" aria-label=${block.head.join(', ')}>
      <table>
        <thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
        <tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`
}
