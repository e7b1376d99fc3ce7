import { expect, test } from 'vitest'
import { cloudflareTurn, createIceHandler, TurnProviderError } from '../src/index.ts'
import { keyId, keySecret } from './support/cloudflareAnswers.ts'

const wrong = [Number.NaN, '3600', 1.5, 0, -1, 172_801, Number.POSITIVE_INFINITY, null, {}, 3600n]
const authorize = () => ({ user: 'ann' })

function recordingFetch() {
  const urls: string[] = []
  const fetch = async (url: string) => {
    urls.push(url)
    return new Response('{}', { status: 500 })
  }
  return { urls, fetch }
}

for (const ttl of wrong) {
  const name = typeof ttl === 'string' ? `'${ttl}'` : `${String(ttl)} (${typeof ttl})`

  test(`createIceHandler refuses a ttl of ${name} at creation`, () => {
    const provider = cloudflareTurn({ keyId, keySecret })
    const create = () => createIceHandler({ provider, authorize, ttl: ttl as number })
    expect(create).toThrow(TurnProviderError)
    expect(create).toThrow(/createIceHandler: the option ttl must be a whole number of seconds from 1 to 172800/)
  })

  test(`cloudflareTurn refuses a ttl of ${name} before any request`, async () => {
    const { urls, fetch } = recordingFetch()
    const provider = cloudflareTurn({ keyId, keySecret, fetch })
    const error = await provider.generate({ ttl: ttl as number }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(TurnProviderError)
    expect(error).toMatchObject({ code: 'invalid-ttl' })
    expect(urls).toEqual([])
  })
}

test('the shortest and the longest ttl are accepted', () => {
  const provider = cloudflareTurn({ keyId, keySecret })
  for (const ttl of [1, 172_800]) {
    expect(createIceHandler({ provider, authorize, ttl })).toBeTypeOf('function')
  }
})

test('a ttl given as a string is named as such', () => {
  const provider = cloudflareTurn({ keyId, keySecret })
  const create = () => createIceHandler({ provider, authorize, ttl: '3600' as unknown as number })
  expect(create).toThrow(/not the string "3600": convert it with Number\(\)/)
})
