import type { Keeps } from '../../platform/keeps.ts'

const staff = 'about people who work here, and nothing about cases or residents; goes with the employment'

export const keeps: readonly Keeps[] = [
  { table: 'employee', holds: 'trace', end: 'stays', retains: staff },
  { table: 'assignment', holds: 'trace', end: 'stays', retains: staff },
  { table: 'delegation', holds: 'trace', end: 'stays', retains: staff },
  { table: 'session', holds: 'trace', end: 'stays', retains: staff },
  ...[
    'identity',
    'group_hand',
    'scim_token',
    'directory_member',
    'passkey',
    'totp',
    'recovery_code',
    'second_factor_demand',
    'sign_in_way',
  ].map((table) => ({ table, holds: 'trace', end: 'stays', retains: staff }) as const),
  { table: 'sign_in_attempt', holds: 'trace', end: 'stays', retains: 'hash of an address that someone tried to sign in with' },
]
