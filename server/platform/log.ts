import pino from 'pino'

export type Log = pino.Logger

/**
 * Ids and codes only, never content: whatever could hold words of a person is cut out by name as a second line of defence.
 * Written to standard output as JSON lines.
 */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['body', 'subject', 'text', 'email', 'name', 'phone', 'password', 'secret', 'code', '*.body', '*.subject', '*.text', '*.email', '*.name', '*.phone', '*.password', '*.secret'], censor: '[…]' },
  })
}
