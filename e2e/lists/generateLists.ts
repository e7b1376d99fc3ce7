import fc from 'fast-check'

/** Lists of ICE servers as JSON can hold them: valid, nearly valid and hostile, always the same for a seed. */
export function generateLists(count: number, seed: number): unknown[][] {
  return fc.sample(fc.array(entry, { minLength: 1, maxLength: 3 }), { numRuns: count, seed })
}

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })

const scheme = fc.oneof(
  often(9, fc.constantFrom('stun', 'turn', 'turns')),
  often(1, fc.constantFrom('stuns', 'TURN', 'Stun', 'http', 'turnx', 'tur', '', 'turn ', 'ws')),
)
const host = fc.oneof(
  often(
    8,
    fc.constantFrom('t', 'a.example', 'turn.example.com', '192.0.2.1', '[2001:db8::1]', '[::1]', 'bücher.example'),
  ),
  often(2, fc.domain()),
  often(
    1,
    fc.oneof(
      fc.ipV4Extended(),
      fc.ipV6().map((address) => `[${address}]`),
      fc.ipV6(),
    ),
  ),
  often(
    3,
    fc.constantFrom(
      ...'256.1.1.1 1.2.3 1.2.3.4.5 01.2.3.4 0x7f.1 1.2.3.4. a..b .a a. -a a_b xn-- xn--a'.split(' '),
      ...'[] [1] [:::] [::1 ::1] [::1%25eth0] [127.0.0.1] [::ffff:1.2.3.4] [v1.a] a%41 a*b'.split(' '),
      'a b',
      ...[
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that nobody filled in
        '${HOST}',
        'a\\b',
        '//a',
        'user@a',
        'a/path',
        'a\tb',
        'a\u0001b',
        '\u00ad',
        '１.2.3.4',
        'A',
        'a"b',
        'a<b',
        'a|b',
        'a^b',
        'a`b',
        'a,b',
      ],
      ...["a'b", 'a;b', 'a=b', 'a~b', 'a!b', 'a&b', 'a(b', '☃', 'a\u200bb', '\ufeffa', ''],
    ),
  ),
)
const port = fc.oneof(
  often(6, fc.constantFrom('', ':3478', ':5349', ':443', ':80')),
  often(
    2,
    fc.integer({ min: 0, max: 70_000 }).map((port) => `:${port}`),
  ),
  often(
    2,
    fc.constantFrom(
      ':',
      ':53',
      ':0',
      ':00053',
      ':65535',
      ':65536',
      ':+80',
      ':-1',
      ':8 0',
      ':abc',
      ':3478:1',
      ':034780',
      ':1e3',
      ':22',
    ),
  ),
)
const query = fc.oneof(
  often(7, fc.constantFrom('', '', '?transport=udp', '?transport=tcp')),
  often(
    2,
    fc.constantFrom(
      ...['?', '?transport=TCP', '?TRANSPORT=udp', '?transport=tls', '?transport=', '?transport', '?transport=udp&x=1'],
      ...['?transport=udp?', '??transport=udp', '?x=1', '?transport=udp#', '?transport=u dp', '?transport=sctp'],
    ),
  ),
)
const fragment = fc.oneof(often(12, fc.constant('')), often(1, fc.constantFrom('#', '#a', '/', '/a')))
const space = fc.oneof(
  often(20, fc.constant('')),
  often(1, fc.constantFrom(' ', '\n', '\t', '\u0000', '\u00a0', '\ufeff', '  ')),
)
const url = fc
  .tuple(
    space,
    scheme,
    fc.oneof(often(20, fc.constant(':')), often(1, fc.constantFrom('', '::', '://'))),
    host,
    port,
    query,
    fragment,
    space,
  )
  .map((parts) => parts.join(''))
const wrong = fc.constantFrom<unknown>(null, 0, 42, true, '', {}, [], ' ')
const anyUrl = fc.oneof(often(20, url), often(1, wrong), often(1, fc.string()))
const urls = fc.oneof(often(8, anyUrl), often(6, fc.array(anyUrl, { maxLength: 4 })))
const login = (long: number) =>
  fc.oneof(
    often(14, fc.constantFrom('user', 'u:1', '1790000000:name')),
    often(
      1,
      fc.constantFrom<unknown>(
        '',
        null,
        5,
        'a\nb',
        'a\u0000b',
        'a\u007fb',
        'ü',
        ' ',
        '☃',
        {},
        'x'.repeat(508),
        'ü'.repeat(254),
      ),
    ),
    often(1, fc.constantFrom('x'.repeat(509), 'x'.repeat(long), 'ü'.repeat(255))),
  )
const entry = fc.oneof(
  often(
    20,
    fc
      .tuple(
        fc.oneof(
          often(
            15,
            urls.map((urls) => ({ urls })),
          ),
          often(
            1,
            urls.map((url) => ({ url })),
          ),
          often(1, fc.constant({})),
        ),
        fc.oneof(
          often(
            12,
            login(600).map((username) => ({ username })),
          ),
          often(1, fc.constant({})),
        ),
        fc.oneof(
          often(
            12,
            login(2000).map((credential) => ({ credential })),
          ),
          often(1, fc.constant({})),
        ),
        fc.oneof(
          often(20, fc.constant({})),
          often(
            1,
            fc.constantFrom('password', 'oauth', 'token', null).map((credentialType) => ({ credentialType })),
          ),
        ),
      )
      .map((members) => Object.assign({}, ...members) as unknown),
  ),
  often(1, wrong),
)
