import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  { table: 'link', holds: 'trace', end: 'stays', retains: 'the addresses the municipality itself shows everyone; no case and nobody' },
  { table: 'link_check', holds: 'trace', end: 'stays', retains: 'when an address was looked at, and what was found; no case and nobody' },
]
