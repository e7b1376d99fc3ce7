import { describe, expect, test } from 'vitest'
import { judgeIceServers, toServers } from '../src/answer/judgeIceServers.ts'
import type { Members } from '../src/answer/members.ts'
import { readAnswer } from '../src/answer/readAnswer.ts'
import { type SelectOptions, selectUrls } from '../src/answer/selectUrls.ts'

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
const select = (options: SelectOptions) =>
  toServers(selectUrls(judgeIceServers(all, '', (entry) => entry as Members).urls, options))
const urls = (maxUrls?: number) => select({ maxUrls }).flatMap(({ urls }) => urls)

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
    expect(select({ maxUrls: 99 })).toEqual(all)
    expect(select({})).toEqual(all)
  })
})

describe('filter', () => {
  test('sees each URL taken apart, and what it refuses goes', () => {
    expect(select({ filter: ({ transport, port }) => transport === 'tls' && port === 443 })).toEqual([
      { urls: ['turns:t:443?transport=tcp'], ...login },
    ])
  })

  test('goes before the limit, and keeps a single URL single', () => {
    expect(select({ filter: ({ host }) => host === 'other', maxUrls: 1 })).toEqual([all[2]])
  })

  test('that throws makes the answer unusable, with its error as the cause', () => {
    const cause = new Error('no')
    const filter = () => {
      throw cause
    }
    const error = expect.objectContaining({ code: 'invalid-answer', cause })
    expect(() => readAnswer(all, { filter })).toThrow(error)
  })

  test('that refuses all is named', () => {
    expect(() => readAnswer(all, { filter: () => false })).toThrow('`filter`')
  })
})
