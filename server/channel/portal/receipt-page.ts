import { html } from 'htm/preact'
import { type Page, to, type View } from './frame.ts'

/** `code` null: the same question came again so long after that the code is no longer shown. `fields`: the form, for the other language. */
type Given = { code: string | null; fresh: boolean; mailed: boolean; fields: Record<string, string>; path?: '/fraga' | '/rattigheter' }

export function receiptPage(view: View, { code, fresh, mailed, fields, path = '/fraga' }: Given): Page {
  const { t } = view
  const title = code === null ? t.againTitle : t.receivedTitle
  return {
    title,
    path,
    again: fields,
    unlisted: true,
    script: true,
    main: html`
      <h1>${title}</h1>
      ${!fresh && html`<p class="lead">${t.againText}</p>`}
      ${code === null ? html`<p>${t.againHidden}</p>` : codeCard(view, code)}
      <h2>${t.whatNext}</h2>
      <ul class="steps">
        <li>${t.nextRead}</li>
        <li>${t.nextReturn}</li>
        ${mailed && html`<li>${t.nextMail}</li>`}
      </ul>
      <p><a class="button" href=${to(view, '/svar')}>${t.toAnswer}</a></p>`,
  }
}

function codeCard({ t }: View, code: string) {
  return html`
    <section class="card" aria-labelledby="write-down">
      <h2 id="write-down">${t.codeTitle}</h2>
      <p class="the-code" id="the-code">${code}</p>
      <button type="button" data-copies="the-code" hidden>${t.copy}</button>
      <p role="status" class="good" data-says=${t.copied}></p>
      <p>${t.codeText}</p>
      <p>${t.codeKeep}</p>
    </section>`
}
