import { BlockList, isIP } from 'node:net'

/** What isn't the public internet: this machine, private and shared nets, link-local (where clouds keep their secrets), multicast, and what is reserved. IANA's special-purpose registries (RFC 6890). */
const blocked = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  blocked.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  blocked.addSubnet(net, bits, 'ipv6')

/** An IPv4 number written as IPv6 is the IPv4 number; what is no number at all isn't let through. */
export function isPrivate(number: string): boolean {
  const plain = number.replace(/%.*$/, '')
  const version = isIP(plain)
  return version === 0 || blocked.check(plain, version === 6 ? 'ipv6' : 'ipv4')
}
