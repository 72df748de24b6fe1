import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type SignInSettings, returnAddresses } from '../../lambdas/reading-room/settings.ts';

/**
 * How long a reader stays signed in: a working day. A reader who is removed reads until then, since the room asks nobody
 * about a session that is signed and not over.
 */
const SESSION = Duration.hours(8);

export interface ReaderPoolProps {
  /** The first label of the host name of the pages where readers sign in. */
  readonly domainPrefix: string;

  /** The origin of the reading room, without a slash at its end. */
  readonly room: string;
}

/**
 * The people who may read: a user pool into which the operator invites them, and its own pages, where they sign in with
 * a password and the code of an authenticator app. The room is the pool's only client; it has no secret, and nothing but
 * these pages can sign anybody in.
 */
export class ReaderPool extends Construct {
  readonly userPool: UserPool;

  /** What the reading room has to know of the pool. */
  readonly settings: SignInSettings;

  constructor(scope: Construct, id: string, { domainPrefix, room }: ReaderPoolProps) {
    super(scope, id);
    const { signedIn, signedOut } = returnAddresses(room);

    this.userPool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // An address that a reader changes is theirs once they have shown that mail for it reaches them.
      keepOriginal: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.REQUIRED,
      // No text messages: they cost, want a role that may send them, and can be intercepted.
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      userVerification: {
        emailSubject: '江门报纸存档：验证码 / Your code for the archive',
        emailBody: '验证码 / code: {####}',
      },
      userInvitation: {
        emailSubject: '江门报纸存档：阅览室邀请 / Invitation to the reading room',
        emailBody: invitation(room),
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.userPool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'Plus is billed for every reader from the first on; readers are few, invited, and sign in with a second factor.',
    });

    const client = this.userPool.addClient('Room', {
      generateSecret: false,
      // Not even with a password can anybody sign in but on the pool's own pages.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [signedIn],
        logoutUrls: [signedOut],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // Whatever the room could read of a reader would travel with every request.
      readAttributes: new ClientAttributes().withStandardAttributes({ emailVerified: true }),
      idTokenValidity: SESSION,
      accessTokenValidity: SESSION,
      // Never kept; it may not end before the others.
      refreshTokenValidity: SESSION,
    });

    const domain = this.userPool.addDomain('Pages', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style of some kind these pages do not open.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: this.userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });

    this.settings = {
      issuer: this.userPool.userPoolProviderUrl,
      clientId: client.userPoolClientId,
      pages: domain.baseUrl(),
      room,
    };
  }
}

/** What an invited reader is sent. Cognito puts in the name to sign in with and a password that is good once. */
function invitation(room: string): string {
  return [
    '您受邀使用江门报纸存档的阅览室。',
    `请在七天之内打开 <a href="${room}/sign-in">${room}/sign-in</a>，用以下账号登录；首次登录时要另设密码，并用手机上的验证器应用扫码。`,
    '账号：{username}<br>临时密码：{####}',
    'You are invited to the reading room of the archive. Open the address above within seven days and sign in with the name and the password; you will set a password of your own and scan a code with an authenticator app.',
  ]
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}
