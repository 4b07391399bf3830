import { html } from 'htm/preact'
import { type Page, to, type View } from './frame.ts'
import { dayInWords } from './texts.ts'

/** Every notice that has been published, newest first; each stays readable. */
export const noticeVersionsPage = (view: View, versions: readonly { version: string; publishedOn: string }[]): Page => ({
  title: view.t.noticeVersions,
  path: '/integritet/versioner',
  main: html`
    <h1>${view.t.noticeVersions}</h1>
    <p class="lead">${view.t.noticeVersionsLead}</p>
    <ol class="versions">
      ${versions.map(
        ({ version, publishedOn }) => html`
        <li><a href=${to(view, `/integritet/${version}`)}>${dayInWords(publishedOn, view.lang)}</a> <code>${version}</code></li>`,
      )}
    </ol>`,
})
