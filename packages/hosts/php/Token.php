<?php

namespace Parvis;

/**
 * Says to a Parvis API who is signed in to this site: a JSON Web Token signed with Ed25519, and the key set by which the
 * API checks it. The key never leaves the server.
 */
final class Token {
	/** Seconds. Elements ask for another one when it has ended. */
	const LIFETIME = 600;

	/** A new key, in a form that a text field can hold. */
	public static function newKey(): string {
		return base64_encode( sodium_crypto_sign_keypair() );
	}

	/** What the endpoint of `token-url` answers in its `token`. */
	public static function sign( string $key, string $issuer, string $userName, int $now, string $audience = 'parvis' ): string {
		$head = self::part( [ 'alg' => 'EdDSA', 'typ' => 'JWT', 'kid' => self::id( $key ) ] );
		$claims = self::part( [
			'iss' => $issuer,
			'aud' => $audience,
			'sub' => $userName,
			'iat' => $now,
			'exp' => $now + self::LIFETIME,
		] );
		$signature = sodium_crypto_sign_detached( "$head.$claims", sodium_crypto_sign_secretkey( self::pair( $key ) ) );
		return "$head.$claims." . self::base64url( $signature );
	}

	/** The JSON Web Key Set that `jwksUrl` of the API's configuration names. */
	public static function keys( string $key ): array {
		return [ 'keys' => [ [
			'kty' => 'OKP',
			'crv' => 'Ed25519',
			'alg' => 'EdDSA',
			'use' => 'sig',
			'kid' => self::id( $key ),
			'x' => self::base64url( self::publicKey( $key ) ),
		] ] ];
	}

	private static function pair( string $key ): string {
		$pair = base64_decode( $key, true );
		if ( $pair === false || strlen( $pair ) !== SODIUM_CRYPTO_SIGN_KEYPAIRBYTES ) {
			throw new \RuntimeException( 'The key of Parvis is not usable: make another one.' );
		}
		return $pair;
	}

	private static function publicKey( string $key ): string {
		return sodium_crypto_sign_publickey( self::pair( $key ) );
	}

	private static function id( string $key ): string {
		return substr( hash( 'sha256', self::publicKey( $key ) ), 0, 16 );
	}

	private static function part( array $values ): string {
		return self::base64url( json_encode( $values, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR ) );
	}

	private static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
