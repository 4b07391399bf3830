import { html } from 'htm/preact'
import type { z } from 'zod'
import type { Notice } from '../../../contracts/rules.ts'
import type { Page, View } from './frame.ts'
import { dayInWords } from './texts.ts'

/** The whole notice as it was compiled: each sentence with the clauses that make it true (P1). */
export function noticePage({ t, lang }: View, { version, publishedOn, sections }: z.infer<typeof Notice>): Page {
  return {
    title: t.toNotice,
    path: '/integritet',
    main: html`
      <h1>${t.toNotice}</h1>
      <p class="lead">${t.published(dayInWords(publishedOn, lang), version)}</p>
      <p>${t.noticeLead}</p>
      ${sections.map(
        ({ heading, sentences }, at) => html`
        <section class="notice" aria-labelledby=${`part-${at}`}>
          <h2 id=${`part-${at}`}>${heading}</h2>
          <ul>
            ${sentences.map(
              ({ text, clauses }, nth) => html`
              <li>
                <p id=${`said-${at}-${nth}`}>${withLinks(text)}</p>
                <details>
                  <summary aria-describedby=${`said-${at}-${nth}`}>${t.why}</summary>
                  <p>${t.whyText}</p>
                  <ul class="clauses">${clauses.map((clause) => html`<li><code>${clause}</code></li>`)}</ul>
                </details>
              </li>`,
            )}
          </ul>
        </section>`,
      )}`,
  }
}

/** Addresses in the sentence become links, written exactly as the notice has them. */
const withLinks = (text: string) =>
  text
    .split(/(https:\/\/\S*[^\s.,;:])/)
    .map((part) => (part.startsWith('https://') ? html`<a href=${part} rel="noreferrer">${part}</a>` : part))
