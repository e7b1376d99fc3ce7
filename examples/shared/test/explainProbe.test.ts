import type { IceProbeResult, ProbeReason } from '@freshice/core/probe'
import { expect, test } from 'vitest'
import { explainProbe } from '../src/probe/explainProbe.ts'
import { probeRows } from '../src/probe/probeRows.ts'

const URLS = {
  stun: { url: 'stun:ice.example', protocol: 'udp' },
  udp: { url: 'turn:ice.example?transport=udp', protocol: 'udp' },
  tcp: { url: 'turn:ice.example?transport=tcp', protocol: 'tcp' },
  tls: { url: 'turns:ice.example', protocol: 'tls' },
} as const
type Name = keyof typeof URLS

const reached = (name: Name): IceProbeResult => ({
  ...URLS[name],
  status: 'reached',
  candidateType: name === 'stun' ? 'srflx' : 'relay',
  timeToCandidate: 12.4,
  roundTripTime: name === 'stun' ? undefined : 0.4,
})
const silent = (name: Name): IceProbeResult => ({ ...URLS[name], status: 'silent', message: 'Nothing came back.' })
const failed = (name: Name, reason: ProbeReason): IceProbeResult => ({
  ...URLS[name],
  status: 'failed',
  reason,
  message: `It is ${reason}.`,
  errorCode: undefined,
})

test.each<[string, IceProbeResult[], RegExp]>([
  ['all reached', [reached('stun'), reached('udp'), reached('tls')], /^A call connects from here: every server/],
  ['UDP silent, TCP reached', [silent('stun'), silent('udp'), reached('tcp')], /with more delay: .*swallow UDP/],
  ['UDP silent, TLS reached', [silent('udp'), failed('tcp', 'unreachable'), reached('tls')], /swallow UDP/],
  ['a single UDP server silent', [reached('stun'), silent('udp'), reached('tcp')], /though not every server works/],
  ['UDP refused, TCP reached', [failed('udp', 'refused'), reached('tcp')], /though not every server works/],
  ['TCP silent, UDP reached', [reached('udp'), silent('tcp')], /though not every server works/],
  ['TLS reached, TCP not, no UDP listed', [silent('tcp'), reached('tls')], /though not every server works/],
  ['only unauthorized', [failed('udp', 'unauthorized')], /refuses the credential. Your network is not the reason/],
  ['unauthorized, and STUN', [reached('stun'), failed('udp', 'unauthorized')], /refuses the credential/],
  ['unauthorized, and UDP silent', [silent('udp'), failed('tcp', 'unauthorized')], /refuses the credential/],
  ['an error of the relay', [failed('udp', 'refused'), silent('tcp')], /answers with an error. Your network is not/],
  ['unknown host', [failed('udp', 'unknown-host'), failed('tls', 'unknown-host')], /name of the relay cannot be found/],
  ['one unknown host, the other silent', [failed('udp', 'unknown-host'), silent('tls')], /no server was reached/],
  ['only STUN works', [reached('stun'), silent('udp'), failed('tcp', 'unreachable')], /STUN works, but no relay was/],
  ['only STUN listed', [reached('stun')], /STUN works, but the list has no usable relay/],
  ['only STUN listed, and silent', [silent('stun')], /does not connect from here: no server was reached/],
  ['nothing reached', [silent('stun'), silent('udp'), failed('tcp', 'unreachable')], /no server was reached/],
  ['no servers', [], /list of servers is empty/],
])('says why a call connects or does not: %s', (_, results, sentence) => {
  expect(explainProbe({ results, isProbing: false })).toMatch(sentence)
})

test('says nothing of a verdict while probing', () => {
  const sentence = explainProbe({ results: [], isProbing: true })
  expect(sentence).toMatch(/^Trying every server/)
  expect(explainProbe({ results: [silent('udp'), reached('tcp')], isProbing: true })).toBe(sentence)
})

test('says why there were no servers to try', () => {
  const error = new Error('GET /api/ice-servers answered 403.')
  expect(explainProbe({ results: [], isProbing: false, error })).toMatch(/^There are no servers to try\. /)
})

test('says of a Firefox that refuses the loopback relay what to set', () => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'
  const results = [{ ...failed('udp', 'unknown-host'), url: 'turn:127.0.0.1:3478?transport=udp' }]
  expect(explainProbe({ results, isProbing: false }, userAgent)).toContain('media.peerconnection.ice.loopback')
  expect(explainProbe({ results, isProbing: false })).not.toContain('about:config')
  expect(explainProbe({ results: [failed('udp', 'unknown-host')], isProbing: false }, userAgent)).toMatch(/misspelt/)
})

test('a row says how long it took, or why not', () => {
  const unusable = { ...failed('udp', 'invalid-url'), protocol: undefined }
  const cells = probeRows([reached('udp'), reached('stun'), silent('tls'), unusable]).map((row) => [
    row.protocol,
    row.status,
    row.timeToCandidate,
    row.roundTripTime,
    row.reason,
  ])
  expect(cells).toEqual([
    ['UDP', 'reached', '12 ms', '< 1 ms', 'It relays.'],
    ['UDP', 'reached', '12 ms', '–', 'It tells the address it sees; it does not relay.'],
    ['TLS', 'silent', '–', '–', 'Nothing came back.'],
    ['–', 'failed', '–', '–', 'It is invalid-url.'],
  ])
})
