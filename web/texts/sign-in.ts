/** What a room says where people sign in. */
export interface SignInTexts {
  readonly in: string;
  readonly out: string;
  /** A sign-in that this browser did not begin, or that took too long. */
  readonly notBegun: string;
  /** The provider did not let the reader in. */
  readonly refused: string;
}

export const SIGN_IN_ZH: SignInTexts = {
  in: '登录',
  out: '退出',
  notBegun: '这次登录不是从本浏览器的这里开始的，或者耗时太久，已经失效。请重新登录。',
  refused: '登录没有完成：登录页没有放行，或者这个登录链接已经用过。请重新登录。',
};

export const SIGN_IN_EN: SignInTexts = {
  in: 'Sign in',
  out: 'Sign out',
  notBegun: 'This sign-in was not begun in this browser, or it took too long. Please sign in again.',
  refused:
    'You are not signed in: the sign-in page did not let you in, or this link was used before. Please sign in again.',
};
