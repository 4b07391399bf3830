/** What may be logged of an error that met somebody's mail: its kind and code. Messages of databases and mail servers quote what they refuse. */
export function faultOf(error: unknown): { fault: string; code: string | null } {
  if (!(error instanceof Error)) return { fault: 'unknown', code: null }
  const code: unknown = Reflect.get(error, 'code')
  return { fault: error.name, code: typeof code === 'string' ? code : null }
}
