import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './source-files.ts'

const id = 'EUPL-1.2'

/** The licence is named by its SPDX id in package.json and README, and its text lies beside them. */
export function licenceFaults(): string[] {
  const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')
  const { license } = z.object({ license: z.string().optional() }).parse(JSON.parse(read('package.json')))
  return [
    ...(license === id ? [] : [`package.json says ${license ?? 'nothing'} about the licence, not ${id}`]),
    ...(read('README.md').includes(id) ? [] : [`README.md doesn't name ${id}`]),
    ...(read('LICENSE').includes('EUROPEAN UNION PUBLIC LICENCE') ? [] : ['LICENSE is not the text of the EUPL']),
  ]
}
