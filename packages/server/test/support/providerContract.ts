import { inspect } from 'node:util'
import { validateIceServers } from '@freshice/core/answer'
import { createStorage } from 'unstorage'
import { describe, expect, test } from 'vitest'
import { createIceHandler, type TurnProvider } from '../../src/index.ts'

export interface ContractOptions {
  /** Starts what the provider needs and makes it; its end is the test's own concern. */
  make: () => TurnProvider | Promise<TurnProvider>
  /** What nobody may ever read. */
  secrets?: string[]
}

const users = ['ann', 'a:b/c', '42', 'Zoë 猫', "Robert'); DROP TABLE", '\u0000\n', 'x'.repeat(10_000), '__proto__']

/** What every provider has to keep, whoever wrote it. */
export function providerContract(name: string, { make, secrets = [] }: ContractOptions): void {
  describe(`the provider contract: ${name}`, () => {
    test('its servers are accepted by every browser, with a credential', async () => {
      const { iceServers } = await (await make()).generate({ ttl: 60, user: 'u1' })
      expect(validateIceServers(iceServers)).toEqual({ ok: true, iceServers, problems: [] })
      const turn = iceServers.filter(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)))
      expect(turn.length).toBeGreaterThan(0)
      for (const { username, credential } of turn) expect([username, credential]).not.toContain(undefined)
    })

    test('its credential lives as long as was asked for, counted from the call', async () => {
      const provider = await make()
      for (const ttl of [1, 3600, 172_800]) {
        const before = Date.now()
        const answer = await provider.generate({ ttl })
        expect(answer.ttl).toBe(ttl)
        expect(new Date(answer.expiresAt).toISOString()).toBe(answer.expiresAt)
        expect(Date.parse(answer.expiresAt)).toBeGreaterThanOrEqual(before + ttl * 1000)
        expect(Date.parse(answer.expiresAt)).toBeLessThanOrEqual(Date.now() + ttl * 1000)
      }
    })

    test('an answer belongs to who asked: changing it changes no later one', async () => {
      const provider = await make()
      const first = await provider.generate({ ttl: 60 })
      const copy = structuredClone(first.iceServers)
      for (const server of first.iceServers) server.username = 'changed'
      first.iceServers.length = 0
      const { iceServers } = await provider.generate({ ttl: 60 })
      expect(iceServers.map(({ urls }) => urls)).toEqual(copy.map(({ urls }) => urls))
      expect(JSON.stringify(iceServers)).not.toContain('changed')
    })

    test('an answer is plain JSON', async () => {
      const answer = await (await make()).generate({ ttl: 60, user: 'u1' })
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
    })

    test.each(users)(
      'the user %.20j gets a credential through the handler, without being named in it',
      async (user) => {
        const handler = createIceHandler({
          provider: await make(),
          authorize: () => ({ user }),
          reuse: createStorage(),
        })
        const response = await handler(new Request('https://app.example/'))
        expect(response.status).toBe(200)
        const { iceServers } = await response.json()
        for (const { username = '' } of iceServers) expect(username).not.toContain(user.length > 2 ? user : `:${user}`)
      },
    )

    test('it hashes a user to the same short name each time, and two users to two', async () => {
      const { hashUser } = await make()
      if (!hashUser) return
      const hashes = await Promise.all(users.map((user) => hashUser(user)))
      expect(await Promise.all(users.map((user) => hashUser(user)))).toEqual(hashes)
      expect(new Set(hashes).size).toBe(users.length)
      for (const hash of hashes) expect(hash).toMatch(/^[a-z][\w-]{15,63}$/)
    })

    test('it revokes what it has made, and knows so', async () => {
      const { generate, revoke, isRevoked } = await make()
      if (!revoke) return
      const { iceServers } = await generate({ ttl: 60 })
      const username = iceServers.find(({ credential }) => credential)?.username ?? ''
      expect(isRevoked?.(username)).toBe(false)
      expect(await revoke(username)).toBeUndefined()
      expect(isRevoked?.(username)).toBe(true)
      await expect(revoke('')).rejects.toMatchObject({ code: 'invalid-option' })
    })

    test('it shows no secret, neither itself nor in its answers', async () => {
      const provider = await make()
      const answer = await provider.generate({ ttl: 60, user: await provider.hashUser?.('ann') })
      const shown = inspect([provider, answer], { depth: 9, showHidden: true }) + JSON.stringify([provider, answer])
      for (const secret of secrets) expect(shown).not.toContain(secret)
    })
  })
}
