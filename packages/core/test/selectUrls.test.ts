import { describe, expect, test } from 'vitest'
import { selectUrls } from '../src/answer/selectUrls.ts'

const login = { username: 'u', credential: 'c' }
const all = [
  { urls: ['stun:s', 'stun:s:80'] },
  {
    urls: [
      ...[
        'turn:t:80?transport=udp',
        'turn:t:3478?transport=udp',
        'turn:t:80?transport=tcp',
        'turn:t:3478?transport=tcp',
      ],
      ...['turns:t:5349', 'turns:t:443?transport=tcp'],
    ],
    ...login,
  },
  { urls: 'turn:other', ...login },
]
const urls = (maxUrls?: number) => selectUrls(all, { maxUrls }).flatMap(({ urls }) => urls)

describe('maxUrls', () => {
  test.each([
    [1, ['turn:t:3478?transport=udp']],
    [2, ['turn:t:3478?transport=udp', 'turn:t:3478?transport=tcp']],
    [3, ['turn:t:3478?transport=udp', 'turn:t:3478?transport=tcp', 'turns:t:443?transport=tcp']],
    [4, ['stun:s', 'turn:t:3478?transport=udp', 'turn:t:3478?transport=tcp', 'turns:t:443?transport=tcp']],
    [
      5,
      ['stun:s', 'turn:t:3478?transport=udp', 'turn:t:3478?transport=tcp', 'turns:t:443?transport=tcp', 'turn:other'],
    ],
  ])('%i keeps one of each kind before a second of any, in the order they came', (maxUrls, expected) => {
    expect(urls(maxUrls)).toEqual(expected)
  })

  test('above what there is keeps all', () => {
    expect(selectUrls(all, { maxUrls: 99 })).toEqual(all)
    expect(selectUrls(all, {})).toEqual(all)
  })
})

describe('filter', () => {
  test('sees each URL taken apart, and what it refuses goes', () => {
    expect(selectUrls(all, { filter: ({ transport, port }) => transport === 'tls' && port === 443 })).toEqual([
      { urls: ['turns:t:443?transport=tcp'], ...login },
    ])
  })

  test('goes before the limit, and keeps a single URL single', () => {
    expect(selectUrls(all, { filter: ({ host }) => host === 'other', maxUrls: 1 })).toEqual([all[2]])
  })
})
