import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Asset = { path: string; type: string; text: string }
export type Assets = { style: Asset; copy: Asset }

const web = join(import.meta.dirname, '../../../web')

/** Named by what is in them, so that a browser may keep them for ever. The colours are those of the staff's screens: one file says them all. */
export function readAssets(): Assets {
  const tokens = readFileSync(join(web, 'ui/tokens.css'), 'utf8')
  const portal = readFileSync(join(import.meta.dirname, 'portal.css'), 'utf8')
  return {
    style: named('portal', 'css', 'text/css', `${tokens}\n${portal}`),
    copy: named('copy-code', 'js', 'text/javascript', readFileSync(join(web, 'portal/copy-code.js'), 'utf8')),
  }
}

function named(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12)
  return { path: `/portal/${name}-${hash}.${ending}`, type: `${type}; charset=utf-8`, text }
}
