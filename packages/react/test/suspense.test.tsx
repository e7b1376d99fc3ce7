import { createIceClient, type IceClient } from '@freshice/core'
import { act, cleanup, render, waitFor } from '@testing-library/react'
import * as React from 'react'
import { Component, type ReactNode, Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useIceServers } from '../src/index.ts'
import { quietConsole } from './quietConsole.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>
const renders: string[] = []

const said = quietConsole()
beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(async () => {
  cleanup()
  renders.length = 0
  await endpoint.close()
})

/** As the README says. */
function Call({ client, first }: { client: IceClient; first: Promise<unknown> }) {
  React.use(first)
  const { status, iceServers } = useIceServers(client)
  renders.push(`${status} ${iceServers?.[0]?.username}`)
  return renders.at(-1)
}

class Boundary extends Component<{ children: ReactNode }> {
  override state = { error: undefined as Error | undefined }
  static getDerivedStateFromError(error: Error) {
    return { error }
  }
  override render() {
    return this.state.error ? `failed: ${this.state.error.message}` : this.props.children
  }
}

describe.skipIf(!React.use)('Suspense, which takes the use of React 19', () => {
  test('use() of the first servers suspends, then the hook has them at once', async () => {
    const client = createIceClient(endpoint.url)
    const first = client.getIceServers()
    const { container } = await act(async () =>
      render(
        <Suspense fallback="waiting">
          <Call client={client} first={first} />
          <Call client={client} first={first} />
        </Suspense>,
      ),
    )
    await waitFor(() => expect(container.textContent).toBe('fresh user-1'.repeat(2)))
    expect(new Set(renders)).toEqual(new Set(['fresh user-1']))
    expect(endpoint.requests).toBe(1)
    await act(() => client.refresh())
    // Renewed in place: nothing suspends again.
    expect(container.textContent).toBe('fresh user-2'.repeat(2))
    expect(renders).not.toContain('pending undefined')
  })

  test('a first try that fails goes to the error boundary', async () => {
    endpoint.status = 401
    const client = createIceClient(endpoint.url)
    const first = client.getIceServers()
    const { container } = await act(async () =>
      render(
        <Boundary>
          <Suspense fallback="waiting">
            <Call client={client} first={first} />
          </Suspense>
        </Boundary>,
      ),
    )
    await waitFor(() => expect(container.textContent).toMatch(/^failed: .*401/))
    expect(said.splice(0).join()).toContain('IceServersError')
  })
})
