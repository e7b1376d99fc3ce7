import { parentPort, workerData } from 'node:worker_threads'
import { createIceClient } from '@freshice/core'
import { createElement } from 'react'
// @ts-expect-error it has no types
import { createClientReference, renderToReadableStream } from 'react-server-dom-parcel/server'

/** What a server component hands to a component with 'use client'. */
export interface ServerComponentRequest {
  url: string
  prop: 'client' | 'answer'
}

// A server that renders server components: a thread with the condition `react-server`. It ends by itself when nothing runs.
const { url, prop }: ServerComponentRequest = workerData
const answer = { iceServers: [{ urls: ['turn:127.0.0.1:3478'], username: 'ada', credential: 'secret' }], ttl: 600 }
const props = { client: createIceClient(url, { initial: answer }), answer }
const CallPage = createClientReference('CallPage', 'CallPage', [])
const Page = async () => createElement(CallPage, { [prop]: props[prop] })

const errors: string[] = []
const stream = renderToReadableStream(createElement(Page), {
  onError: (error: unknown) => void errors.push(String(error)),
})
const html = await new Response(stream).text()
parentPort?.postMessage({ html, errors })
