package io.redisimnest.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/**
 * Text without unpaired surrogates: JSON can express them, UTF-8 cannot.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = "\\P{Cs}*")
@ReportAsSingleViolation
@interface WellFormed {

	String message() default "must be well-formed Unicode";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
