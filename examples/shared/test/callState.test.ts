import { expect, test } from 'vitest'
import { callState } from '../src/call/callState.ts'

const connected = { connectionState: 'connected', iceConnectionState: 'connected' } as const
const disconnected = { connectionState: 'disconnected', iceConnectionState: 'disconnected' } as const
// Chromium's way to fail: the ICE state never says so.
const failed = { connectionState: 'failed', iceConnectionState: 'disconnected' } as const

test('is connected when both sides are', () => {
  expect(callState('connecting', [connected, disconnected])).toBe('connecting')
  expect(callState('connecting', [connected, connected])).toBe('connected')
})

test('stays connected while a side is disconnected for a moment', () => {
  expect(callState('connected', [disconnected, disconnected])).toBe('connected')
})

test('has failed as soon as one of the two states of one side says so', () => {
  expect(callState('connected', [connected, failed])).toBe('failed')
  expect(callState('connecting', [{ ...connected, iceConnectionState: 'failed' }, connected])).toBe('failed')
})

test('stays failed until both sides are connected again', () => {
  expect(callState('failed', [connected, disconnected])).toBe('failed')
  expect(callState('failed', [connected, connected])).toBe('connected')
})
