import { createServer, type Socket } from 'node:net'

/** Somebody else's IMAP server, as little of it as fetching needs (RFC 9051), for tests on machines without Dovecot. */
export type FakeMailbox = {
  port: number
  /** What was asked of it, one verb a command, e.g. `UID FETCH`. */
  asked: string[]
  deliver(raw: string): void
  /** The server forgets its numbers: the same mails under a new UIDVALIDITY, counted from 1. */
  renumber(): void
  /** Every connection breaks, as when a firewall or the server restarts. */
  breakConnections(): void
  remaining(): number
  stop(): Promise<void>
}

type State = {
  mails: Map<number, string>
  uidValidity: number
  next: number
  removing: Set<number>
  asked: string[]
  sockets: Set<Socket>
  idle: Map<Socket, string>
}

export async function startFakeMailbox(password: string): Promise<FakeMailbox> {
  const state: State = { mails: new Map(), uidValidity: 1, next: 1, removing: new Set(), asked: [], sockets: new Set(), idle: new Map() }
  const server = createServer((socket) => serve(socket, state, password))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const breakConnections = () => {
    for (const socket of state.sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked: state.asked,
    deliver: (raw) => {
      state.mails.set(state.next++, raw)
      for (const socket of state.idle.keys()) socket.write(`* ${state.mails.size} EXISTS\r\n`)
    },
    renumber: () => {
      state.mails = new Map([...state.mails.values()].map((raw, at) => [at + 1, raw]))
      state.next = state.mails.size + 1
      state.uidValidity++
      breakConnections()
    },
    breakConnections,
    remaining: () => state.mails.size,
    stop: async () => {
      breakConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function serve(socket: Socket, state: State, password: string): void {
  let waiting = ''
  state.sockets.add(socket)
  socket.on('close', () => {
    state.sockets.delete(socket)
    state.idle.delete(socket)
  })
  socket.on('error', () => socket.destroy())
  socket.write('* OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] ready\r\n')
  socket.on('data', (data) => {
    const lines = (waiting + data.toString('latin1')).split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) socket.write(answerTo(line, socket, state, password), 'latin1')
  })
}

function answerTo(line: string, socket: Socket, state: State, password: string): string {
  if (line === 'DONE') {
    const tag = state.idle.get(socket) ?? '*'
    state.idle.delete(socket)
    return `${tag} OK done\r\n`
  }
  const [tag = '', verb = '', second = '', third = '', fourth = ''] = line.split(' ')
  const command = verb.toUpperCase() === 'UID' ? `UID ${second.toUpperCase()}` : verb.toUpperCase()
  state.asked.push(command)
  if (command === 'IDLE') {
    state.idle.set(socket, tag)
    return '+ idling\r\n'
  }
  if (command === 'LOGIN' && !line.includes(password)) return `${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`
  return `${told(command, third, fourth, state)}${tag} OK done\r\n`
}

function told(command: string, third: string, fourth: string, state: State): string {
  const uids = [...state.mails.keys()]
  const selected = `* ${uids.length} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Deleted)\r\n* OK [UIDVALIDITY ${state.uidValidity}] x\r\n* OK [UIDNEXT ${state.next}] x\r\n`
  const asked = /^(\d+)(?::(\d+|\*))?$/.exec(command === 'UID SEARCH' ? fourth : third)
  const from = Number(asked?.[1] ?? 0)
  const to = asked?.[2] === '*' ? Number.POSITIVE_INFINITY : Number(asked?.[2] ?? from)
  // `n:*` always holds the last message, also when its number is below n.
  const meant = uids.filter((uid) => (uid >= from && uid <= to) || (asked?.[2] === '*' && uid === Math.max(...uids)))
  switch (command) {
    case 'SELECT':
    case 'EXAMINE':
      return selected
    case 'LIST':
      return '* LIST () "/" INBOX\r\n'
    case 'UID SEARCH':
      return `* SEARCH ${meant.join(' ')}\r\n`
    case 'UID FETCH':
      return meant
        .map(
          (uid) => `* ${uids.indexOf(uid) + 1} FETCH (UID ${uid} BODY[] {${state.mails.get(uid)?.length}}\r\n${state.mails.get(uid)})\r\n`,
        )
        .join('')
    case 'UID STORE':
      for (const uid of meant) state.removing.add(uid)
      return ''
    case 'UID EXPUNGE':
      for (const uid of meant) if (state.removing.delete(uid)) state.mails.delete(uid)
      return ''
    default:
      return ''
  }
}
