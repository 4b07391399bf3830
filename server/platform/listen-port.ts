import { createServer } from 'node:net'

/** A place to listen. `given`: the operator wrote it; otherwise another port is as good. Port 0 = any free one. */
export type Listen = { host: string; port: number; given: boolean }

/**
 * The port to listen on: the wanted one, or a free one when the wanted one is taken and nobody asked for it by name.
 * @param setting name of the setting, for the explanation
 * @throws Error that says what to do, when a port that was asked for can't be had
 */
export async function listenPort({ host, port, given }: Listen, setting: string): Promise<number> {
  const wanted = await tryPort(host, port)
  if (typeof wanted === 'number') return wanted
  if (wanted === 'EADDRINUSE' && !given) {
    const other = await tryPort(host, 0)
    if (typeof other === 'number') return other
  }
  const [sv, en] = reasons[wanted] ?? [`går inte att lyssna på (${wanted})`, `cannot be listened on (${wanted})`]
  throw new Error(
    `${setting}: ${host}:${port} ${sv}. Välj en annan port med ${setting}, eller stoppa programmet som har den. / ` +
      `${setting}: ${host}:${port} ${en}. Choose another port with ${setting}, or stop the program that has it.`,
  )
}

const reasons: Record<string, [sv: string, en: string]> = {
  EADDRINUSE: ['är upptagen', 'is taken'],
  EACCES: ['får inte öppnas av den här användaren', 'may not be opened by this user'],
  EADDRNOTAVAIL: ['är ingen adress på den här datorn', 'is not an address of this machine'],
  ENOTFOUND: ['är ett okänt värdnamn', 'is an unknown host name'],
}

async function tryPort(host: string, port: number): Promise<number | string> {
  const probe = createServer()
  const failure = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen({ host, port, exclusive: true }, () => resolve(undefined))
  })
  if (failure) return failure
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : port
}
