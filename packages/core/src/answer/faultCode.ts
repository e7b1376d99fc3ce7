/** What can be wrong with a list of ICE servers. */
export type FaultCode = keyof typeof SENTENCES

/** Each fault, said after the place where it is. */
export const SENTENCES = {
  'not-a-list': 'is no list of ICE servers',
  'one-object': 'is one server and not a list; it was wrapped',
  'not-a-server': 'is no ICE server that can be read',
  'legacy-url': 'names its URL "url"; it is "urls" now',
  'credential-type': 'has a credentialType, which is gone',
  'no-urls': 'is empty',
  'invalid-url': 'is no ICE server URL (expected stun:, turn: or turns:)',
  'invalid-scheme': 'is no stun:, turn: or turns: URL',
  stuns: 'uses stuns:, on which Firefox throws',
  'invalid-host': 'has no usable host',
  'invalid-port': 'has no usable port',
  'port-53': 'uses port 53, to which Chromium sends nothing',
  'blocked-port': 'uses a port that browsers block',
  'stun-query': 'is a stun: URL with a query',
  'invalid-transport': 'has a query other than transport=udp or transport=tcp',
  'repaired-url': 'was written in a way not every browser reads, and repaired',
  'no-username': 'is a TURN URL, but its username is missing',
  'no-credential': 'is a TURN URL, but its credential is missing',
  'long-username': 'is a TURN URL, but its username is longer than 508 bytes',
  'control-characters': 'is a TURN URL, but its username or credential has control characters',
  'long-credential': 'is a TURN URL, but its credential is longer than 10,000 characters',
  'too-many': 'is longer than 500 URLs; the rest was left out',
  'ip-over-tls': 'dials an IP address over TLS, to which Firefox sends nothing; give it a name',
  duplicate: 'was in the list before',
} as const
