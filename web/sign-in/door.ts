import type { SignIn } from '../../core/sign-in.ts';

/** How readers come into a room that does not know them by the place where they sit. */
export interface Door {
  readonly signIn: SignIn;
  /** 256 random bits in base64url, others each time. */
  readonly newSecret: () => string;
}

/** Where a visitor stands: signed in, or not. */
export type DoorSide = 'inside' | 'outside';

declare module 'hono' {
  interface ContextVariableMap {
    /** `null` in a room without a door. */
    doorSide: DoorSide | null;
  }
}
