import pino from 'pino'

export type Log = pino.Logger

/**
 * Ids and codes only, never content: whatever could hold words of a person is cut out by name as a second line of defence.
 * Written as JSON lines, to standard output if nothing else is given.
 */
export function openLog(level: string, to: pino.DestinationStream = pino.destination(1)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'body',
          'subject',
          'text',
          'email',
          'name',
          'phone',
          'password',
          'secret',
          'code',
          '*.body',
          '*.subject',
          '*.text',
          '*.email',
          '*.name',
          '*.phone',
          '*.password',
          '*.secret',
        ],
        censor: '[…]',
      },
    },
    to,
  )
}
