import { createHash } from 'node:crypto'

export { canonicalJson } from '../../platform/canonical-json.ts'

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
