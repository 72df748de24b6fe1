import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readSignIn, settingNames } from '../../lambdas/reading-room/settings.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const { readingRoom } = synthesize({ signInDomain: 'jmnews-heshan' }).templates;

/** The API's own address, as the template has it, with `path`. */
function address(path: string): object {
  const [people] = resourcesOf('AWS::ApiGatewayV2::Api', readingRoom);
  return { 'Fn::Join': ['', [{ 'Fn::GetAtt': [people?.id, 'ApiEndpoint'] }, path]] };
}

describe('the pool of readers', () => {
  it('lets nobody in but whom the operator invites, with a second factor that is no text message', () => {
    readingRoom.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
    // A role that may send text messages would be made with them.
    expect(JSON.stringify(readingRoom.toJSON())).not.toContain('sns:');
  });

  it('is not deleted, neither by mistake nor with the stack, and costs nothing that nobody chose', () => {
    const [pool] = resourcesOf('AWS::Cognito::UserPool', readingRoom);
    expect(pool).toMatchObject({
      properties: { DeletionProtection: 'ACTIVE', UserPoolTier: 'ESSENTIALS' },
      deletionPolicy: 'Retain',
      replacePolicy: 'Retain',
    });
    expect(pool?.properties).not.toHaveProperty('UserPoolAddOns');
  });

  it('invites with the address of the room, a name and a password', () => {
    const [pool] = resourcesOf('AWS::Cognito::UserPool', readingRoom);
    const invitation = JSON.stringify(pool?.properties['AdminCreateUserConfig']);
    for (const part of ['ApiEndpoint', '/sign-in', '{username}', '{####}'])
      expect(invitation).toContain(part);
  });

  it('knows one client: public, by authorization code, that leads back to the room alone', () => {
    expect(resourcesOf('AWS::Cognito::UserPoolClient', readingRoom)).toHaveLength(1);
    readingRoom.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [address('/sign-in/callback')],
      LogoutURLs: [address('/')],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      ReadAttributes: ['email_verified'],
      IdTokenValidity: 480,
      TokenValidityUnits: { IdToken: 'minutes' },
    });
  });

  it('signs nobody in but on its own pages, not even with a password', () => {
    readingRoom.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    });
    readingRoom.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: 'jmnews-heshan',
      ManagedLoginVersion: 2,
    });
    // Without one the pages do not open.
    readingRoom.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
      UseCognitoProvidedValues: true,
    });
  });

  it('is told to the function in a form that it reads, without a secret', () => {
    const [room] = resourcesOf('AWS::Lambda::Function', readingRoom);
    const Environment = z.object({
      Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
    });
    const { Variables } = Environment.parse(room?.properties).Environment;
    expect(Object.keys(Variables).sort()).toEqual([...settingNames].sort());
    const Joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });
    const [, parts] = Joined.parse(Variables['SIGN_IN'])['Fn::Join'];
    // What CloudFormation will put in their places, all of it known to whoever signs in.
    const deployed: Readonly<Record<string, string>> = {
      ProviderURL: 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_pool',
      ApiEndpoint: 'https://api.execute-api.ap-southeast-1.amazonaws.com',
      'AWS::Region': 'ap-southeast-1',
    };
    const text = parts
      .map((part) => (typeof part === 'string' ? part : (deployed[nameOf(part)] ?? 'id')))
      .join('');
    expect(readSignIn(text)).toEqual({
      issuer: deployed['ProviderURL'],
      clientId: 'id',
      pages: 'https://id.auth.ap-southeast-1.amazoncognito.com',
      room: deployed['ApiEndpoint'],
    });
  });

  it('gives the function no right that it had not', () => {
    const policies = (template: typeof readingRoom) =>
      resourcesOf('AWS::IAM::Policy', template).map(({ properties }) => properties['PolicyDocument']);
    expect(policies(readingRoom)).toEqual(policies(synthesize().templates.readingRoom));
  });

  it('is not there when nobody signs in', () => {
    for (const changes of [{}, { rights: 'public' } as const]) {
      const { readingRoom: without } = synthesize(changes).templates;
      expect(JSON.stringify(without.toJSON())).not.toContain('AWS::Cognito');
    }
  });
});

/** What a reference or an attribute of the template names. */
function nameOf(part: unknown): string {
  const Reference = z.object({ Ref: z.string() });
  const Attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
  return Reference.safeParse(part).data?.Ref ?? Attribute.parse(part)['Fn::GetAtt'][1];
}
